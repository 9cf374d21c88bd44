/**
 * Decides what runs. {@link controlfreak.engine.Controller} is the door.
 *
 * <p>One thread, the {@link controlfreak.engine.base.EngineLoop}, owns all state; public methods may be called from any
 * thread, queue to it and never block.
 */
package controlfreak.engine;
