package science.pipeline.terminal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Ctrl-C while the process already ends. A JVM that runs its shutdown hooks ignores further signals, so that a person
 * who is in a hurry would have to look for {@code kill}.
 */
public final class SecondInterrupt {

    /** What a shell reports for a process that Ctrl-C has ended: 128 + SIGINT. */
    private static final int INTERRUPTED = 130;

    private SecondInterrupt() {}

    /**
     * From now on Ctrl-C ends the process at once, without hooks. To be called first thing in a shutdown hook.
     *
     * <p>By reflection, as the JDK has no supported way: {@code sun.misc.Signal} is there on all of them, but javac
     * warns of it in a way that cannot be switched off. Where it is missing, Ctrl-C keeps waiting for the hooks.
     */
    public static void haltsFromNowOn() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object halt = Proxy.newProxyInstance(
                    SecondInterrupt.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        Runtime.getRuntime().halt(INTERRUPTED);
                        return null;
                    });
            Method handle = signal.getMethod("handle", signal, handler);
            handle.invoke(null, signal.getConstructor(String.class).newInstance("INT"), halt);
        } catch (ReflectiveOperationException notThisJvm) {
            System.err.println("Ctrl-C cannot end this any sooner: " + notThisJvm);
        }
    }
}
