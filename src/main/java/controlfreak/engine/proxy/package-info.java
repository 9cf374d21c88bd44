/** The states of one proxy, its processes and the conversation with them. */
package controlfreak.engine.proxy;
