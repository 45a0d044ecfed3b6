import { configurationRule, exercise, robustnessRule, tcpEnvironment } from '#graders';
import clients from './rules/clients.ts';
import endOfStream from './rules/end-of-stream.ts';
import resources from './rules/resources.ts';
import shutdown from './rules/shutdown.ts';
import tcpEcho from './rules/tcp-echo.ts';
import udp from './rules/udp.ts';

export default exercise({
  id: 'async-week2-echo-server',
  title: 'Echo server: TCP and UDP, many clients and a clean shutdown',
  boot: { ready: { kind: 'tcp' }, readyTimeoutMs: 5_000, environment: tcpEnvironment },
  rules: [tcpEcho, endOfStream, clients, udp, resources, shutdown, configurationRule, robustnessRule],
});
