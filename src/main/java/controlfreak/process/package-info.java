/**
 * The operating system: spawning, pipes, exits, signals and facts about processes.
 *
 * <p>The engine sees {@link controlfreak.process.Launcher} and {@link controlfreak.process.ProcessTable} only; what is
 * behind them watches all pipes and all exits on one I/O thread.
 */
package controlfreak.process;
