package science.pipeline.systemtest.agent;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.instrument.Instrumentation;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * The agent's entry. Its argument is {@code halt@POINT} (the process ends there, as by kill -9), {@code stop@POINT} (it
 * freezes there, as by SIGSTOP) or {@code bug@NAME}, several of them with commas; {@code POINT>POINT} are passed one
 * after the other.
 */
public final class FaultAgent {

    private FaultAgent() {}

    /** Called by the JVM, before the code under test is loaded. */
    public static void premain(String argument, Instrumentation instrumentation) {
        for (String fault : argument.split(",")) {
            install(fault, instrumentation);
        }
    }

    private static void install(String fault, Instrumentation instrumentation) {
        String[] parts = fault.split("@", 2);
        if (parts[0].equals("bug")) {
            Bug.named(parts[1]).install(instrumentation);
            return;
        }
        List<Point> points =
                Arrays.stream(parts[1].split(">")).map(Point::parse).toList();
        Tripwire.set(parts[0], points);
        points.forEach(point -> weave(point, instrumentation));
    }

    private static void weave(Point point, Instrumentation instrumentation) {
        Class<?> advice = point.when().equals("before") ? PassBefore.class : PassAfter.class;
        weave(
                point.className(),
                point.method(),
                Advice.withCustomMapping().bind(Place.class, point.place()).to(advice),
                instrumentation);
    }

    static void weave(String className, String method, Advice advice, Instrumentation instrumentation) {
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .type(named(className))
                .transform((builder, type, loader, module, domain) -> builder.visit(advice.on(named(method))))
                .installOn(instrumentation);
    }
}
