from tests.world import World
def test_all(client_of, world, app):
    for who in ("noor","omar","community_officer","housing_officer","volunteer","resident","coordinator","safe_home"):
        c=client_of(who)
        for path in ("questions","questions/new","questions/1","questions/1/edit","questions/outside/new","questions/outside/1"):
            a=c.get(f"/dossiers/{world.dossier}/{path}")
            print(who,path,a.status_code)
    print(c.get("/line/xyz").status_code)
