package science.pipeline.systemtest.agent;

import net.bytebuddy.asm.Advice;

/** Finds no state of the analysis in any commit. */
final class StateNotSaved {

    private StateNotSaved() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) byte[] state) {
        state = new byte[0];
    }
}
