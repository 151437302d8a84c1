package science.pipeline.chassis.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

class PasswordsTest {

    @Test
    void theCommandPrintsWhatAUserLogsInWith() {
        String hash = printed("mass-shell\n", 0).strip();
        assertThat(new Login.User("ada", hash, Role.VIEWER).isPasswordHashed()).isTrue();
        assertThat(PasswordEncoderFactories.createDelegatingPasswordEncoder().matches("mass-shell", hash))
                .isTrue();
    }

    @Test
    void whatIsNoPasswordIsRefused() {
        assertThat(printed("", 2)).contains("found a password of 0 bytes");
        assertThat(printed("é".repeat(37), 2)).contains("found a password of 74 bytes, expected 1 to 72");
    }

    @Test
    void aPasswordThatWasRightIsNotHashedSlowlyAgainAndAWrongOneIsWrongEachTime() {
        int[] asked = {0};
        RememberedPasswords passwords = new RememberedPasswords(new PasswordEncoder() {
            @Override
            public String encode(CharSequence password) {
                return "hash of " + password;
            }

            @Override
            public boolean matches(CharSequence password, String hash) {
                asked[0]++;
                return hash.equals(encode(password));
            }
        });
        for (int i = 0; i < 3; i++) {
            assertThat(passwords.matches("muon", "hash of muon")).isTrue();
        }
        assertThat(asked[0]).isEqualTo(1);
        assertThat(passwords.matches("muon", "hash of pion")).isFalse();
        assertThat(passwords.matches("pion", "hash of muon")).isFalse();
        assertThat(passwords.matches("pion", "hash of muon")).isFalse();
        assertThat(asked[0]).isEqualTo(4);
    }

    private static String printed(String typed, int code) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(all, true, StandardCharsets.UTF_8);
        assertThat(PasswordCommand.run(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), out, out))
                .isEqualTo(code);
        return all.toString(StandardCharsets.UTF_8);
    }
}
