import { redisStarts } from '../core/companion.ts';

/**
 * A shell's program that keeps Redis servers, one for each server that is graded: a fresh one takes 20 ms. The
 * first of them listens on port $1 and has the password in REDISCLI_AUTH. Others are started as it is told, by
 * items of a list, `<port> <password> <user> <the user's password>`. Passwords come by standard input, since everybody sees
 * a program's arguments. All is in memory and goes with the process. $2 is redis-cli; what follows starts a server.
 */
export const redisServers = String.raw`
first=$1 cli=$2
shift 2
settings() {
  printf '%s\n' "port $1" "requirepass $2" 'bind 127.0.0.1' 'save ""' 'maxmemory 64mb' 'busy-reply-threshold 500' 'loglevel warning'
  [ $# -lt 4 ] || printf '%s\n' "user $3 on >$4 ~* &* +@all -@admin"
}
settings "$first" "$REDISCLI_AUTH" | "$@" - &
until "$cli" -p "$first" ping; do sleep 0.01; done
while wanted=$("$cli" -p "$first" --raw blpop ${redisStarts} 0 | tail -n 1) && [ -n "$wanted" ]; do
  settings $wanted | "$@" - &
done`;
