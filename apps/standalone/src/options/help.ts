/** What `--help` prints. */
export const help = `Palisade on this machine: the API, a worker, an embedded PostgreSQL and a simulator of Azure.

  npm start                         start; go on with the data of the last run
  npm start -- --fresh              delete the data first
  npm start -- --no-sample          do not order the example workspace (examples/private.json)
  npm start -- --port 8080          where the API listens
  npm start -- --time-scale 60      how many times faster than Azure the simulator works
  npm start -- --data .palisade     the folder with the data and the logs
  npm start -- --help               this text

Ctrl-C stops everything. The data stays.`
