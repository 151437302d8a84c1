package science.pipeline.systemtest.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Lets the calls of a region to the file system fail, one in each pass: in the first pass the call of a given number,
 * in each further pass one some calls later, until a pass has no call of that number. Counted are the JDK's own calls,
 * so whatever the code under test comes to call is among them. Any thread.
 */
public final class IoErrors {

    /** What the process says when no call is left; whoever planted the errors waits for it. */
    public static final String ALL_DONE = "io-errors: no call is left";

    private static final Map<String, Set<String>> CALLS = Map.of(
            "sun.nio.fs.UnixFileSystemProvider",
            Set.of(
                    "newFileChannel",
                    "newByteChannel",
                    "newDirectoryStream",
                    "createDirectory",
                    "createLink",
                    "implDelete",
                    "move",
                    "checkAccess",
                    "readAttributes"),
            "sun.nio.ch.FileChannelImpl",
            Set.of("force", "write", "read", "size"));

    private static final ThreadLocal<@Nullable Pass> PASS = new ThreadLocal<>();
    private static String region = "";
    private static int next;
    private static int step;

    private IoErrors() {}

    /** A pass of one thread through the region. */
    private static final class Pass {
        final int failing;
        int calls;

        Pass(int failing) {
            this.failing = failing;
        }
    }

    /** @param order as {@code TAKEOVER:1:4}: the region, the first call that fails, how many lie between two */
    static void install(String order, Instrumentation instrumentation) {
        String[] parts = order.split(":");
        Region found = Region.valueOf(parts[0]);
        region = found.name();
        next = Integer.parseInt(parts[1]);
        step = Integer.parseInt(parts[2]);
        CALLS.forEach((type, methods) -> FaultAgent.weave(type, methods, Advice.to(IoCall.class), instrumentation));
        FaultAgent.weave(found.className(), Set.of(found.method()), Advice.to(IoRegion.class), instrumentation);
    }

    /** Called by the code under test, where the region begins. */
    public static synchronized void enter() {
        if (step > 0) {
            PASS.set(new Pass(next));
            next += step;
        }
    }

    /**
     * Called by the code under test, where the region ends. A takeover that has come through although a call failed is
     * not tried again by itself: it fails here, so that there is a pass for the next call.
     *
     * @param failed whether it ends by an exception
     */
    public static synchronized void leave(boolean failed) throws IOException {
        Pass pass = PASS.get();
        PASS.remove();
        if (pass != null && pass.calls < pass.failing && step > 0) {
            step = 0;
            System.err.println(ALL_DONE + " in " + region + ", a pass had " + pass.calls);
        } else if (pass != null && step > 0 && !failed && region.equals(Region.TAKEOVER.name())) {
            throw new IOException("Input/output error");
        }
    }

    /** Called by the JDK, at each call to the file system. */
    public static void call() throws IOException {
        Pass pass = PASS.get();
        if (pass != null && ++pass.calls == pass.failing) {
            System.err.println("io-errors: call " + pass.failing + " of " + region);
            throw new IOException("Input/output error");
        }
    }
}
