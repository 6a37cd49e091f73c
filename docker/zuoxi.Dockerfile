# One image for every process of an instance; docker-compose.yml says which one a container runs.
# That of .nvmrc (a test compares them).
ARG NODE=24
FROM node:${NODE}-bookworm-slim AS system
# The same list as scripts/bootstrap/system.mjs (a test compares them).
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
      kamailio kamailio-websocket-modules kamailio-tls-modules kamailio-extra-modules kamailio-autheph-modules \
      rtpengine-daemon postgresql redis-server nginx-light ffmpeg runit espeak-ng openssl util-linux \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin zuoxi \
 && install -d -o zuoxi -g zuoxi -m 0700 /data

# A layer each: what takes minutes is not done again because the next step failed.
FROM node:${NODE}-bookworm-slim AS build
WORKDIR /zuoxi
COPY . .
RUN npm ci --ignore-scripts
RUN npx tsc -b && node scripts/bootstrap/plugins.mjs
RUN NODE_ENV=production npm run build -w cms
RUN NODE_ENV=production npm run build -w admin-ui
RUN npm prune --omit=dev --ignore-scripts

FROM system
COPY --from=build /zuoxi /zuoxi
WORKDIR /zuoxi
ENV ZUOXI_DATA=/data
USER zuoxi
VOLUME /data
ENTRYPOINT ["node", "scripts/dist/run.js"]
