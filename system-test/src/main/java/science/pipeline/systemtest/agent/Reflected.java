package science.pipeline.systemtest.agent;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reaches into the code under test, which this module does not depend on. */
final class Reflected {

    private Reflected() {}

    static @Nullable Object field(Object target, String name) throws ReflectiveOperationException {
        return accessible(target, name).get(target);
    }

    /** A field that is set. */
    static Object value(Object target, String name) throws ReflectiveOperationException {
        return Objects.requireNonNull(field(target, name), name);
    }

    static void set(Object target, String name, Object value) throws ReflectiveOperationException {
        accessible(target, name).set(target, value);
    }

    private static Field accessible(Object target, String name) throws ReflectiveOperationException {
        Field field = target.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** Calls the first method of this name, its own or inherited, that takes these arguments. */
    static @Nullable Object call(Object target, String name, Object... arguments) throws ReflectiveOperationException {
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(name) && takes(method, arguments)) {
                    method.setAccessible(true);
                    return method.invoke(target, arguments);
                }
            }
        }
        throw new NoSuchMethodException(target.getClass().getName() + "." + name + Arrays.toString(arguments));
    }

    /** The same of a method that gives something. */
    static Object answer(Object target, String name, Object... arguments) throws ReflectiveOperationException {
        return Objects.requireNonNull(call(target, name, arguments), name);
    }

    private static boolean takes(Method method, Object[] arguments) {
        Class<?>[] types = method.getParameterTypes();
        boolean same = types.length == arguments.length;
        for (int i = 0; same && i < types.length; i++) {
            same = types[i].isPrimitive() || types[i].isInstance(arguments[i]);
        }
        return same;
    }

    /** The same record with other components, given as name, value, name, value, … */
    static Object with(Object original, Object... changes) throws ReflectiveOperationException {
        RecordComponent[] components = original.getClass().getRecordComponents();
        @Nullable Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            int changed = Arrays.asList(changes).indexOf(components[i].getName());
            values[i] = changed >= 0 ? changes[changed + 1] : field(original, components[i].getName());
            types[i] = components[i].getType();
        }
        Constructor<?> constructor = original.getClass().getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }
}
