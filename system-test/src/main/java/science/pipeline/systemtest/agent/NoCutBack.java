package science.pipeline.systemtest.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Takes a file over as long as it is, not as long as its commit says. */
public final class NoCutBack {

    private NoCutBack() {}

    @Advice.OnMethodEnter
    static void enter(
            @Advice.FieldValue("folder") Object folder,
            @Advice.Argument(value = 0, readOnly = false, typing = Assigner.Typing.DYNAMIC) Object file)
            throws ReflectiveOperationException, IOException {
        file = whole(folder, file);
    }

    /** Called by the code under test. */
    public static Object whole(Object folder, Object file) throws ReflectiveOperationException, IOException {
        Path path = (Path) Reflected.answer(folder, "file", Reflected.answer(file, "fileName"));
        if (path.toString().endsWith(".bin")) {
            return file;
        }
        byte[] bytes = Files.readAllBytes(path);
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        long rows = Files.readAllLines(path).size() - (path.toString().endsWith(".csv") ? 1 : 0);
        return Reflected.with(
                file, "rows", rows, "bytes", (long) bytes.length, "crc32c", "%08x".formatted(crc.getValue()));
    }
}
