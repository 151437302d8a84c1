package science.pipeline.systemtest.agent;

import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Gives every commit the next free number, whoever wrote the others. */
public final class NoFencing {

    private NoFencing() {}

    @Advice.OnMethodEnter
    static void enter(
            @Advice.This Object log,
            @Advice.Argument(value = 0, readOnly = false, typing = Assigner.Typing.DYNAMIC) Object commit)
            throws ReflectiveOperationException {
        commit = onTop(log, commit);
    }

    /** Called by the code under test. */
    public static Object onTop(Object log, Object commit) throws ReflectiveOperationException {
        List<?> numbers = (List<?>) Reflected.call(log, "numbers");
        long highest = numbers == null || numbers.isEmpty() ? 0 : (Long) numbers.get(numbers.size() - 1);
        return Reflected.with(commit, "number", highest + 1);
    }
}
