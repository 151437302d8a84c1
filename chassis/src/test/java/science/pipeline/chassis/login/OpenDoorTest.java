package science.pipeline.chassis.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whether a service may start as it is configured; what listens everywhere is stopped again at once. */
@ExtendWith(OutputCaptureExtension.class)
class OpenDoorTest {

    private static final String EVERYWHERE = "--server.address=0.0.0.0";

    @Test
    void anAddressThatOthersReachIsRefusedWithoutALogin(CapturedOutput output) {
        assertThatThrownBy(() -> new Site(EVERYWHERE).close()).isNotNull();
        assertThat(output)
                .contains("site.address: found 0.0.0.0", "login.enabled=true", "site.allow-open=true")
                .doesNotContain("\tat ");
    }

    @Test
    void itIsNotRefusedWhereThatIsMeantButTellsNoDetails() throws Exception {
        try (Site site = new Site(EVERYWHERE, "--site.allow-open=true")) {
            assertThat(site.get("/", null).statusCode()).isEqualTo(200);
            assertThat(site.get("/actuator/health", null).body())
                    .contains("\"status\":\"UP\"")
                    .doesNotContain("diskSpace");
        }
    }

    @Test
    void itIsNotRefusedWithALogin() throws Exception {
        try (Site site = new Site(with(EVERYWHERE))) {
            assertThat(site.get("/", null).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void withoutALoginNothingOfSpringSecurityIsThere() throws Exception {
        try (Site site = new Site()) {
            assertThat(site.get("/", null).statusCode()).isEqualTo(200);
            assertThat(site.get("/actuator/health", null).body()).contains("diskSpace");
            assertThat(site.get("/actuator/beans", null).body()).doesNotContain("org.springframework.security");
        }
    }

    @Test
    void aPortOfItsOwnForTheActuatorWouldBeABackDoor(CapturedOutput output) {
        assertThatThrownBy(() -> new Site(with("--management.server.port=0")).close())
                .isNotNull();
        assertThat(output).contains("management.server.port: found 0, expected none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--login.enabled=true | login: expected users, or oidc.issuer",
                "--login.users[0].password={noop}x | login: expected enabled=true",
                "--login.oidc.issuer=http://localhost:1 | login: expected enabled=true",
                "--login.oidc.client-id=page | login.oidc: expected issuer beside client-id",
                "--login.users[0].password=secret-word | expected in password what the command `password` prints",
                "--login.users[0].role=boss | expected one of metrics, viewer, operator",
                "--login.users[0].pasword=secret-word | login.users[0].pasword: found '…', but there is no such key",
                "--login.oidc.isuer=x | login.oidc.isuer",
            })
    void whatCannotBeMeantIsRefusedInASentence(String argument, String sentence, CapturedOutput output) {
        assertThatThrownBy(() -> new Site(argument).close()).isNotNull();
        assertThat(output).contains(sentence).doesNotContain("\tat ", "secret-word");
    }

    private static String[] with(String more) {
        return Stream.concat(Arrays.stream(Site.USERS), Stream.of(more)).toArray(String[]::new);
    }
}
