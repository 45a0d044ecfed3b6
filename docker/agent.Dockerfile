# kata/agent: the trusted container that owns the network of a run. Its program comes on its standard input.
ARG BASE=node:22-bookworm-slim
FROM ${BASE}
# (sqlite3 holds the locks of a SQLite file, and looks into it, where an exercise has one.)
RUN apt-get -q update \
 && apt-get -q install -y --no-install-recommends sqlite3 tini \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin
USER 10002:10002
ENV HOME=/tmp
WORKDIR /tmp
ENTRYPOINT ["tini", "--"]
