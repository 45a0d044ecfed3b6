# kata/base:node; the context is the node binary alone.
FROM kata/base:debian
COPY node /usr/local/bin/node
RUN node --version
