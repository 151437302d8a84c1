package science.pipeline.systemtest.agent;

import java.io.IOException;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Inlined around a region. */
final class IoRegion {

    private IoRegion() {}

    @Advice.OnMethodEnter
    static void enter() {
        IoErrors.enter();
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Thrown @Nullable Throwable thrown) throws IOException {
        IoErrors.leave(thrown != null);
    }
}
