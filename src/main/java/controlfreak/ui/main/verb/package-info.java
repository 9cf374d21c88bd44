/** What an operator asks of the engine: the verbs, whom each fits, what is asked before, and what came of it. FX thread only. */
package controlfreak.ui.main.verb;
