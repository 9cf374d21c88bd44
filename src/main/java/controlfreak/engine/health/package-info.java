/** Whether a process is ready, and goes on answering. */
package controlfreak.engine.health;
