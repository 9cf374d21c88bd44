/** What all parts of the engine stand on: its thread, the world around it, states and those who wait for them. */
package controlfreak.engine.base;
