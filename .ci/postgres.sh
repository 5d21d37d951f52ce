# Finds or starts a PostgreSQL for the tests and names it in TILSAGN_TEST_POSTGRES; sourced by run.
# Where none can be had the variable stays empty: the tests then skip, or fail where CI=true.

pg_data=
pg_bin=

start_postgres() {
  if [[ -n ${TILSAGN_TEST_POSTGRES:-} ]]; then return; fi
  local standing='postgres://postgres@127.0.0.1:5432/postgres'
  if postgres_answers "$standing"; then
    export TILSAGN_TEST_POSTGRES=$standing
    return
  fi
  find_postgres || install_postgres || return 0
  run_postgres || printf 'PostgreSQL did not start\n'
}

stop_postgres() {
  if [[ -z $pg_data ]]; then return; fi
  as_postgres "$pg_bin/pg_ctl" -D "$pg_data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$pg_data"
}

postgres_answers() {
  node -e 'const { Client } = require("pg");
    new Client({ connectionString: process.argv[1], connectionTimeoutMillis: 3000 })
      .connect().then(() => process.exit(0), () => process.exit(1))' "$1" 2>/dev/null
}

find_postgres() {
  local pg_ctl
  # Debian keeps the server's programs off the PATH, one folder per version.
  for pg_ctl in "$(command -v pg_ctl || true)" $(ls -r /usr/lib/postgresql/*/bin/pg_ctl 2>/dev/null || true); do
    if [[ -x $pg_ctl ]]; then
      pg_bin=$(dirname "$(readlink -f "$pg_ctl")")
      return 0
    fi
  done
  return 1
}

install_postgres() {
  if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then return 1; fi
  printf 'installing PostgreSQL\n'
  # Without this the package would start a server of its own, which nobody here would stop.
  mkdir -p /etc/postgresql-common
  [[ -e /etc/postgresql-common/createcluster.conf ]] ||
    printf 'create_main_cluster = false\n' >/etc/postgresql-common/createcluster.conf
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq &&
    apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold postgresql >/dev/null &&
    find_postgres
}

run_postgres() {
  local port try
  pg_data=$(mktemp -d)
  # PostgreSQL refuses to run as root.
  if [[ $EUID -eq 0 ]]; then chown postgres "$pg_data"; fi
  as_postgres "$pg_bin/initdb" -D "$pg_data" -U postgres -A trust -E UTF8 --no-sync >/dev/null || return 1
  # Somebody else may take the free port before it does.
  for try in 1 2 3; do
    port=$(node -e 'const s = require("net").createServer();
      s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); });')
    if as_postgres "$pg_bin/pg_ctl" -D "$pg_data" -w -l "$pg_data/log" \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$pg_data" start >/dev/null; then
      export TILSAGN_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres"
      return 0
    fi
    printf 'PostgreSQL did not start (try %d)\n' "$try"
  done
  return 1
}

as_postgres() {
  if [[ $EUID -eq 0 ]]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}
