#!/usr/bin/env bash
# Tries README's "Install it": builds the archive, installs it below a folder of its own, checks the units and runs their commands
# as written, backs up, restores, verifies what an older version wrote, removes. Wants the jars' libraries, no root, no network.
set -euo pipefail
cd "$(dirname "$0")/../.."
say() { printf '== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

[ "${1:-}" = --built ] || ./mvnw -q --batch-mode -Prelease -Dmaven.test.skip package
archive="$(ls -t deploy/install/target/pipeline-*.tar.gz | head -n 1)"
root="$(mktemp -d)"
pids=()
finish() {
  for pid in "${pids[@]}"; do kill -KILL "$pid" 2>/dev/null || true; done
  rm -rf "$root"
}
trap finish EXIT

say "install $(basename "$archive"), $(du -h "$archive" | cut -f 1)"
mkdir -p "$root/opt/pipeline" "$root/etc/pipeline" "$root/var/lib/pipeline" "$root/var/log/pipeline"
tar -xzf "$archive" -C "$root/opt/pipeline" --strip-components=1
cp -r "$root/opt/pipeline/config/." "$root/etc/pipeline/"

if command -v systemd-analyze >/dev/null; then
  mkdir -p "$root/units"
  for unit in "$root"/opt/pipeline/systemd/*.service; do
    # The same unit, where its program lies here.
    sed -e "s|=/opt/|=$root/opt/|" -e "s|:/opt/|:$root/opt/|" "$unit" > "$root/units/$(basename "$unit")"
    said="$(systemd-analyze verify --man=no "$root/units/$(basename "$unit")" 2>&1 | grep -F "$(basename "$unit")" || true)"
    [ -z "$said" ] || fail "$said"
    exposure="$(systemd-analyze security --offline=true --no-pager "$root/units/$(basename "$unit")" 2>/dev/null | grep -o 'exposure level.*' || true)"
    say "$(basename "$unit") is a unit; $exposure"
  done
else
  say "no systemd-analyze here: the units were not checked"
fi

# What a unit sets, and its ExecStart; ports of our own, since this machine may have the usual ones in use.
port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
kafka="$(port)" controller="$(port)" analytics="$(port)" producer="$(port)"
export CONFIG_FOLDER="$root/etc/pipeline" LOGS_DIRECTORY="$root/var/log/pipeline"
start() {
  local name="$1"
  shift
  (cd "$root/var/lib/pipeline" && JAVA_OPTS=-Xmx384m exec "$root/opt/pipeline/bin/$name" "$@") >"$root/$name.out" 2>&1 &
  pids+=($!)
}
await() {
  for _ in $(seq 900); do
    if "$@" >/dev/null 2>&1; then return; fi
    sleep 1
  done
  fail "waited for: $*; $(tail -n 5 "$root"/*.out)"
}
end() {
  kill -TERM "$1"
  local code=0
  wait "$1" || code=$?
  [ "$code" = 0 ] || [ "$code" = 143 ] || fail "ended with $code"
}
ledger() { curl -s "http://127.0.0.1:$analytics/actuator/pipeline"; }
accepted() { ledger | python3 -c 'import json, sys; print(json.load(sys.stdin)["accepted"])'; }
has() { [ "$(accepted)" = "$1" ]; }

say "run the three commands as the units have them"
start broker --broker.port="$kafka" --broker.controller-port="$controller"
broker=$!
start analytics --analytics.port="$analytics" --spring.kafka.bootstrap-servers=127.0.0.1:"$kafka"
service=$!
start producer --producer.port="$producer" --producer.count=20000 --producer.rate=0 --spring.kafka.bootstrap-servers=127.0.0.1:"$kafka"
await has 20000
grep -q "reads particle-events" "$root/var/log/pipeline/analytics.log" || fail "no line in the log file"
end "$service"
"$root/opt/pipeline/bin/analytics" verify "$root/var/lib/pipeline/results" | tail -n 1

say "back up, lose everything, restore, go on"
mkdir "$root/backup"
cp -a "$root/var/lib/pipeline/results" "$root/backup/"
rm -rf "$root/var/lib/pipeline/results"
cp -a "$root/backup/results" "$root/var/lib/pipeline/"
start analytics --analytics.port="$analytics" --spring.kafka.bootstrap-servers=127.0.0.1:"$kafka"
service=$!
start producer --producer.port="$producer" --producer.count=5000 --producer.rate=0 --spring.kafka.bootstrap-servers=127.0.0.1:"$kafka"
await has 25000
end "$service"
end "$broker"
"$root/opt/pipeline/bin/analytics" verify "$root/var/lib/pipeline/results" | tail -n 1

older="$(ls analytics-service/src/test/resources/science/pipeline/analytics/intake/written-by-*.zip 2>/dev/null | head -n 1 || true)"
if [ -n "$older" ]; then
  say "what $(basename "$older" .zip | tr - ' ') is still read"
  mkdir "$root/older"
  python3 -m zipfile -e "$older" "$root/older"
  folder="$(dirname "$(find "$root/older" -name .commits -type d | head -n 1)")"
  code=0
  "$root/opt/pipeline/bin/analytics" verify "$folder" >"$root/older.out" || code=$?
  [ "$code" = 0 ] || [ "$code" = 3 ] || fail "$(cat "$root/older.out")"
fi

say "remove"
rm -rf "$root/opt/pipeline" "$root/etc/pipeline" "$root/var/log/pipeline"
[ -f "$root/var/lib/pipeline/results/manifest.json" ] || fail "the dataset is gone"
say "all as README says"
