# kata/agent: the trusted container that owns the network of a run. Its program is put into /agent at run time.
ARG BASE=node:22-bookworm-slim
FROM ${BASE}
RUN if ! command -v tini; then \
      apt-get -q update && apt-get -q install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*; \
    fi \
 && install -d /agent
USER 10002:10002
ENV HOME=/tmp
WORKDIR /agent
ENTRYPOINT ["tini", "--"]
