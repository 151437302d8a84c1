package science.pipeline.analytics;

import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.onnx.Evaluator;
import science.pipeline.analysis.onnx.Model;
import science.pipeline.analysis.onnx.ModelFault;

/**
 * Microsoft's onnxruntime, from a jar of its own beside the service: for models that our evaluator does not know. Its
 * answers may differ in their last bits from machine to machine, and it runs native code: nobody vouches for memory or
 * time of a model. Reached by reflection, as the jar is not among ours. A call that fails has no answer to its events.
 */
final class OnnxRuntime {

    private static final String KEY = "detection.onnxruntime";

    private final ClassLoader loader;
    private final Object environment;

    /** @throws InvalidSetting if there is no such jar */
    private OnnxRuntime(String jar) {
        Path file = Path.of(jar);
        if (jar.isEmpty() || !Files.isRegularFile(file)) {
            throw new InvalidSetting(
                    KEY,
                    "'" + jar + "', no file at " + file.toAbsolutePath(),
                    "the jar of com.microsoft.onnxruntime:onnxruntime, for models with runtime: onnxruntime");
        }
        try {
            // It stays open as long as the process: sessions load classes when they are first used.
            loader = new URLClassLoader(new URL[] {file.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
            environment = call(type("OrtEnvironment"), null, "getEnvironment");
        } catch (MalformedURLException | ReflectiveOperationException | LinkageError unusable) {
            throw new InvalidSetting(
                    KEY, jar + " (" + cause(unusable) + ")", "the jar of onnxruntime for this machine");
        }
    }

    /** The one in a jar. */
    static Model.Reader of(String jar) {
        return new OnnxRuntime(jar)::read;
    }

    /** Loads a model, and tries it on one event. */
    private Model read(byte[] file, String output, int inputs) {
        try {
            Session session = new Session(file, output, inputs);
            session.run(new double[inputs][1], 1, new double[1]);
            return () -> session;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError refused) {
            throw new ModelFault(
                    "what onnxruntime refuses (" + cause(refused) + ")",
                    "a model of one float input, one row an event");
        }
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName("ai.onnxruntime." + name, true, loader);
    }

    private static Object call(Class<?> type, @Nullable Object on, String method, Object... arguments)
            throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(arguments).map(Object::getClass).toArray(Class<?>[]::new);
        return type.getMethod(method, types).invoke(on, arguments);
    }

    private static String cause(Throwable thrown) {
        Throwable cause =
                thrown instanceof InvocationTargetException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
    }

    /** A loaded model. Any thread; onnxruntime's sessions are. */
    private final class Session implements Evaluator {

        private final Object session;
        private final Class<?> sessionType = type("OrtSession");
        private final Class<?> tensorType = type("OnnxTensor");
        private final Class<?> environmentType = type("OrtEnvironment");
        private final String input;
        private final String output;
        private final int column;
        private final int inputs;

        Session(byte[] bytes, String wanted, int inputs) throws ReflectiveOperationException {
            this.inputs = inputs;
            Class<?> optionsType = type("OrtSession$SessionOptions");
            Object options = optionsType.getConstructor().newInstance();
            optionsType.getMethod("setIntraOpNumThreads", int.class).invoke(options, 1);
            session = environmentType
                    .getMethod("createSession", byte[].class, optionsType)
                    .invoke(environment, bytes, options);
            Set<?> names = (Set<?>) call(sessionType, session, "getInputNames");
            if (names.size() != 1) {
                throw new IllegalArgumentException(names.size() + " inputs");
            }
            input = (String) names.iterator().next();
            Set<?> outputs = (Set<?>) call(sessionType, session, "getOutputNames");
            int bracket = wanted.indexOf('[');
            String name = bracket < 0 ? wanted : wanted.substring(0, bracket);
            output = name.isEmpty() ? (String) outputs.iterator().next() : name;
            if (!outputs.contains(output)) {
                throw new IllegalArgumentException("no output '" + output + "', it has " + outputs);
            }
            column = bracket < 0 ? 0 : Integer.parseInt(wanted.substring(bracket + 1, wanted.length() - 1));
        }

        @Override
        public void evaluate(double[][] columns, int size, double[] results) {
            try {
                run(columns, size, results);
            } catch (ReflectiveOperationException | RuntimeException failed) {
                Arrays.fill(results, 0, size, Double.NaN);
            }
        }

        private void run(double[][] columns, int size, double[] results) throws ReflectiveOperationException {
            FloatBuffer rows = FloatBuffer.allocate(size * inputs);
            for (int row = 0; row < size; row++) {
                for (int i = 0; i < inputs; i++) {
                    rows.put((float) columns[i][row]);
                }
            }
            Object tensor = tensorType
                    .getMethod("createTensor", environmentType, FloatBuffer.class, long[].class)
                    .invoke(null, environment, rows.flip(), new long[] {size, inputs});
            try {
                Object result = sessionType
                        .getMethod("run", Map.class, Set.class)
                        .invoke(session, Map.of(input, tensor), Set.of(output));
                try {
                    Object first =
                            ((Map.Entry<?, ?>) ((Iterable<?>) result).iterator().next()).getValue();
                    take(type("OnnxValue").getMethod("getValue").invoke(first), size, results);
                } finally {
                    call(type("OrtSession$Result"), result, "close");
                }
            } finally {
                call(tensorType, tensor, "close");
            }
        }

        private void take(Object value, int size, double[] results) {
            for (int row = 0; row < size; row++) {
                if (value instanceof float[][] floats) {
                    results[row] = floats[row][column];
                } else if (value instanceof float[] floats) {
                    results[row] = floats[row];
                } else if (value instanceof List<?> maps) {
                    results[row] = ((Number) List.copyOf(((Map<?, ?>) maps.get(row)).values())
                                    .get(column))
                            .doubleValue();
                } else {
                    throw new IllegalArgumentException("an output that is no list of float numbers");
                }
            }
        }
    }
}
