export { type Simulator, type SimulatorOptions, startSimulator } from './server/start-simulator.ts'
