import about from '../../package.json' with { type: 'json' };

const argv = process.argv.slice(2);

// The two commonest questions are answered before anything else is loaded.
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  process.stdout.write(`${about.version}\n`);
} else {
  const { main } = await import('./program.ts');
  await main(argv, about.version);
}
