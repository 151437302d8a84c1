package science.pipeline.systemtest.agent;

import java.io.IOException;
import net.bytebuddy.asm.Advice;

/** Inlined at the begin of the JDK's methods that ask the file system. */
final class IoCall {

    private IoCall() {}

    @Advice.OnMethodEnter
    static void enter() throws IOException {
        IoErrors.call();
    }
}
