package controlfreak.engine;

/** What can happen to an engine: what operators ask for, what processes and proxies do, and time that goes by. */
enum Act {
    START(8, (script, which, how) -> script.operator.start(which)),
    STOP(6, (script, which, how) -> script.operator.stop(which, how)),
    RESTART(4, (script, which, how) -> script.operator.restart(which)),
    START_OTHERWISE(3, (script, which, how) -> script.operator.startOtherwise(which, how)),
    SIGNAL(2, (script, which, how) -> script.operator.signal(which, how)),
    RELOAD(2, (script, which, how) -> script.operator.reload(which)),
    START_SOME(3, (script, which, how) -> script.operator.startSome(which, how)),
    STOP_SOME(2, (script, which, how) -> script.operator.stopSome(which, how)),
    ROLLING(3, (script, which, how) -> script.operator.rolling(which, how)),
    STOP_ALL(1, (script, which, how) -> script.operator.stopAll()),

    RUN(3, (script, which, how) -> script.operator.run(which)),
    SHUTDOWN(2, (script, which, how) -> script.operator.shutdown(which, how)),
    RESTART_PROXY(3, (script, which, how) -> script.operator.restartProxy(which)),
    CHANGEOVER(4, (script, which, how) -> script.operator.changeover(which, how)),

    EDIT(6, (script, which, how) -> script.operator.edit(which, how)),
    ADD(3, (script, which, how) -> script.operator.add(which, how)),
    REMOVE(2, (script, which, how) -> script.operator.remove(which)),
    MOVE(2, (script, which, how) -> script.operator.move(which, how)),
    EDIT_PROXY(2, (script, which, how) -> script.operator.editProxy(which, how)),

    EXIT(8, (script, which, how) -> script.world.exit(which, how)),
    MISBEHAVE(3, (script, which, how) -> script.world.misbehave(which, how)),
    REUSE(1, (script, which, how) -> script.world.reuse(which)),
    LAUNCHES(3, (script, which, how) -> script.world.launches(how)),
    ANSWER(10, (script, which, how) -> script.world.answer(which, how)),
    HANG(2, (script, which, how) -> script.world.hang(which, how)),
    LIE(4, (script, which, how) -> script.world.lie(which, how)),
    PROXY_ENDS(3, (script, which, how) -> script.world.proxyEnds(which, how)),
    PORTS(3, (script, which, how) -> script.world.ports(how)),
    NOTICE(3, (script, which, how) -> script.world.notice(which, how)),
    LINE(2, (script, which, how) -> script.world.line(which)),
    FILES(2, (script, which, how) -> script.world.files(how)),

    WAIT(14, (script, which, how) -> script.world.goesOn(0.1 * (which % 20 + 1), how % 3 > 0)),
    WAIT_LONG(4, (script, which, how) -> script.world.goesOn(which % 60 + 1, how % 3 > 0));

    /** Does it. */
    interface Doing {
        void in(EngineScript script, int which, int how);
    }

    /** How often it is chosen, beside the others. */
    final int weight;

    private final Doing doing;

    Act(int weight, Doing doing) {
        this.weight = weight;
        this.doing = doing;
    }

    void in(EngineScript script, int which, int how) {
        doing.in(script, which, how);
    }
}
