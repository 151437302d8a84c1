package science.pipeline.systemtest.agent;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.none;

import java.lang.instrument.Instrumentation;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * The agent's entry. Its argument is {@code halt@POINT} (the process ends there, as by kill -9), {@code stop@POINT} (it
 * freezes there, as by SIGSTOP), {@code io@REGION:FIRST:STEP} (calls to the file system fail) or {@code bug@NAME},
 * several of them with commas; {@code POINT>POINT} are passed one after the other.
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
        if (parts[0].equals("io")) {
            IoErrors.install(parts[1], instrumentation);
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
                Set.of(point.method()),
                Advice.withCustomMapping().bind(Place.class, point.place()).to(advice),
                instrumentation);
    }

    /** The JDK's classes are there before the agent: they are transformed once more. */
    static void weave(String className, Set<String> methods, Advice advice, Instrumentation instrumentation) {
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .ignore(none())
                .type(named(className))
                .transform((builder, type, loader, module, domain) -> builder.visit(advice.on(among(type, methods))))
                .installOn(instrumentation);
    }

    /**
     * A name that the code under test has no longer ends the process at once: a fault that never strikes proves
     * nothing.
     */
    private static ElementMatcher<MethodDescription> among(TypeDescription type, Set<String> methods) {
        ElementMatcher.Junction<MethodDescription> wanted = namedOneOf(methods.toArray(String[]::new));
        if (type.getDeclaredMethods().filter(wanted).isEmpty()) {
            System.err.println("tripwire: found none of " + methods + " in " + type.getName());
            System.err.flush();
            Runtime.getRuntime().halt(1);
        }
        return wanted;
    }
}
