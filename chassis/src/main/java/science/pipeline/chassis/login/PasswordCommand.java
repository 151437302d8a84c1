package science.pipeline.chassis.login;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * {@code password}: turns one into the hash that {@code login.users} wants. It is never an argument, which others see.
 */
public final class PasswordCommand {

    /** Beyond this bcrypt would not look. */
    private static final int MOST_BYTES = 72;

    private PasswordCommand() {}

    /** Asks in the terminal, or reads one line; returns the exit code: 0, or 2 without a password. */
    public static int run(InputStream in, PrintStream out, PrintStream err) {
        try {
            String password = ask(in);
            int bytes = password == null ? 0 : password.getBytes(StandardCharsets.UTF_8).length;
            if (bytes == 0 || bytes > MOST_BYTES) {
                err.println("found a password of " + bytes + " bytes, expected 1 to " + MOST_BYTES);
                return 2;
            }
            out.println("{bcrypt}" + new BCryptPasswordEncoder().encode(password));
            return 0;
        } catch (IOException unreadable) {
            err.println("the password cannot be read: " + unreadable.getMessage());
            return 2;
        }
    }

    private static @Nullable String ask(InputStream in) throws IOException {
        Console console = in == System.in ? System.console() : null;
        if (console != null) {
            char[] typed = console.readPassword("Password: ");
            return typed == null ? null : new String(typed);
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
    }
}
