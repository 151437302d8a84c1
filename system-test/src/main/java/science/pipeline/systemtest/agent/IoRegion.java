package science.pipeline.systemtest.agent;

import net.bytebuddy.asm.Advice;

/** Inlined around a region. */
final class IoRegion {

    private IoRegion() {}

    @Advice.OnMethodEnter
    static void enter() {
        IoErrors.enter();
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit() {
        IoErrors.leave();
    }
}
