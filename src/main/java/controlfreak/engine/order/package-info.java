/** What concerns several services: who is started after whom, stopped before whom, restarted one by one. */
package controlfreak.engine.order;
