"""The database roles, the same on every server.

`schakel_owner` owns database and schema and runs the migrations. `schakel_app` is what the web processes connect as:
it owns nothing, bypasses nothing and starts with the right to connect; migrations grant it the rest, table by table.
`schakel_insight` reads what insight may tell, from a replica too, and nothing else. None is a superuser, so forced row-level
security binds each.
"""

from psycopg import sql

OWNER = "schakel_owner"
APP = "schakel_app"
INSIGHT = "schakel_insight"

_ATTRIBUTES = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION"


def _role(name: str, password: str | None) -> sql.Composed:
    secret = sql.SQL(" PASSWORD {}").format(sql.Literal(password)) if password is not None else sql.SQL("")
    return sql.SQL(
        "DO $$BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = {text})\n"
        "THEN CREATE ROLE {name}; END IF; END$$;\n"
        "ALTER ROLE {name} {attributes}{secret};\n"
    ).format(text=sql.Literal(name), name=sql.Identifier(name), attributes=sql.SQL(_ATTRIBUTES), secret=secret)


def ensure_roles_sql(
    *, owner_password: str | None = None, app_password: str | None = None, insight_password: str | None = None
) -> sql.Composed:
    """The statements that make the roles, or put their attributes right when they exist.

    A superuser runs them, once per server and in any database. Passwords are for servers that ask for one; the
    embedded server does not.
    """
    one_at_a_time = sql.SQL("SELECT pg_advisory_xact_lock(7420);\n")
    return one_at_a_time + _role(OWNER, owner_password) + _role(APP, app_password) + _role(INSIGHT, insight_password)


def own_database_sql(database: str) -> sql.Composed:
    """The statements that give one database to the owner and nothing but the right to connect to the application.

    A superuser runs them inside that database. Both lines about PUBLIC matter: PostgreSQL lets everybody connect and
    make temporary tables unless told otherwise.
    """
    return sql.SQL(
        "ALTER DATABASE {database} OWNER TO {owner};\n"
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC;\n"
        "GRANT CONNECT ON DATABASE {database} TO {app}, {insight};\n"
        "ALTER SCHEMA public OWNER TO {owner};\n"
        "REVOKE ALL ON SCHEMA public FROM PUBLIC;\n"
        "GRANT USAGE ON SCHEMA public TO {app};\n"
    ).format(
        database=sql.Identifier(database),
        owner=sql.Identifier(OWNER),
        app=sql.Identifier(APP),
        insight=sql.Identifier(INSIGHT),
    )
