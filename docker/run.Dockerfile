# kata/run: the image a submission's binary runs in. The binary is put into /app at run time; nothing else is there,
# and nothing but /scratch and /tmp can be written.
ARG BASE=debian:bookworm-slim
FROM ${BASE}
RUN if ! command -v tini || ! test -s /etc/ssl/certs/ca-certificates.crt; then \
      apt-get -q update \
      && apt-get -q install -y --no-install-recommends ca-certificates tini \
      && rm -rf /var/lib/apt/lists/*; \
    fi \
 && find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && install -d /app \
 && install -d -o 10001 -g 10001 /scratch
USER 10001:10001
ENV HOME=/scratch
WORKDIR /scratch
# An init as PID 1, so that a signal does what it does outside: without a handler, PID 1 ignores SIGTERM.
ENTRYPOINT ["tini", "--"]
