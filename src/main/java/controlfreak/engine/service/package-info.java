/** The states of one service and its processes, wherever those come from. */
package controlfreak.engine.service;
