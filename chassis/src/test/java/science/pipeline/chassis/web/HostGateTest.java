package science.pipeline.chassis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostGateTest {

    private final HostGate onLoopback = gate("127.0.0.1", "lab-pc", "Pipeline.Example.org.", "192.168.1.5", "fd00::7");
    private final HostGate everywhere = gate("0.0.0.0", "lab-pc");

    private static HostGate gate(String address, String... allowed) {
        try {
            return new HostGate(
                    "analytics.allowed-hosts",
                    address,
                    InetAddress.getByName(address),
                    List.of(allowed).stream().map(HostName::of).toList());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8080",
                "localhost.:8080",
                "127.0.0.1:8080",
                "127.8.9.10",
                "[::1]",
                "[::1]:8080",
                "[0:0:0:0:0:0:0:1]:8080",
                "[::ffff:127.0.0.1]",
                "lab-pc:8080",
                "LAB-PC",
                "pipeline.example.org",
                "192.168.1.5:8080",
                "[fd00:0::7]:8080",
            })
    void letsInThoseWhoAskByTheLoopbackOrByAnAllowedName(String host) {
        assertThat(onLoopback.refusal(host)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.evil.example",
                "lab-pc.evil.example",
                "notlocalhost",
                "0.0.0.0:8080",
                "10.0.0.1",
                "192.168.1.50",
                "999.0.0.1",
                "[::2]",
                "[::1].evil.example",
                "::1.evil.example",
                "",
            })
    void refusesEveryOtherWithASentence(String host) {
        Refused refusal = onLoopback.refusal(host).orElseThrow();
        assertThat(refusal.status()).isEqualTo(421);
        assertThat(refusal.reason()).contains("found the Host " + host, "analytics.allowed-hosts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3:8080", "192.168.1.50", "[fd00::8]:8080", "localhost", "lab-pc"})
    void beyondTheLoopbackEveryAddressMayBeAskedButNotEveryName(String host) {
        assertThat(everywhere.refusal(host)).isEmpty();
        assertThat(everywhere.refusal("evil.example")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://lab-pc", "lab-pc:8080", "lab-pc/", "a b", "*", "", "1.2.3.4:80"})
    void whatIsNoHostIsRefusedInTheConfiguration(String written) {
        assertThatThrownBy(() -> HostName.of(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected a host's name or address");
    }
}
