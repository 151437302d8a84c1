package science.pipeline.chassis.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against listeners that answer as Kafka, as a TLS port, or as something else does. */
class LookoutTest {

    private static final int API_VERSIONS = 18;

    private final ServerSocket server = listen();

    /** How a listener treats one connection. */
    @FunctionalInterface
    private interface Manner {
        void serve(DataInputStream in, DataOutputStream out) throws IOException;
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void aNameWithoutAnAddressIsNamed() {
        assertThat(lookout("PLAINTEXT", "no-such-host.invalid:9092").atTheDoor())
                .hasValueSatisfying(found -> assertThat(found).contains("no-such-host.invalid stands for no address"));
    }

    @Test
    void aPortWhereNobodyListensIsNamed() {
        assertThat(lookout("SSL", "127.0.0.1:1").atTheDoor())
                .hasValueSatisfying(found -> assertThat(found).contains("nobody listens there", "-Drun=broker"));
    }

    @Test
    void oneServerThatAnswersIsEnough() {
        serve(LookoutTest::kafka);

        assertThat(lookout("PLAINTEXT", "127.0.0.1:1," + address()).atTheDoor()).isEmpty();
    }

    @Test
    void aNodeThatIsNotReachedIsNamed() {
        serve(LookoutTest::kafka);

        assertThat(lookout("PLAINTEXT", address()).behindTheDoor())
                .contains(address() + " answered, node 7 at 127.0.0.1:1 does not", "advertised.listeners");
    }

    @Test
    void aPortThatWantsUserAndPasswordIsToldFromOneThatDoesNot() {
        serve((in, out) -> {
            if (request(in) == API_VERSIONS) {
                answer(out, new byte[6]);
                request(in);
            }
        });

        assertThat(lookout("PLAINTEXT", address()).atTheDoor())
                .hasValueSatisfying(found -> assertThat(found).contains("wants a user and a password"));
        assertThat(lookout("SASL_PLAINTEXT", address()).atTheDoor()).isEmpty();
    }

    @Test
    void aPortWithoutTlsIsToldToAClientThatSpeaksTls() {
        serve((in, out) -> {
            in.mark(1);
            if (in.read() == 0) {
                in.reset();
                kafka(in, out);
            }
        });

        assertThat(lookout("SSL", address()).behindTheDoor()).contains(address() + " speaks without TLS");
    }

    @Test
    void whatIsNoKafkaIsNotTakenForOne() {
        serve((in, out) -> out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

        assertThat(lookout("PLAINTEXT", address()).atTheDoor())
                .hasValueSatisfying(found -> assertThat(found).contains("something listens there that is no Kafka"));
    }

    private static Lookout lookout(String protocol, String servers) {
        return new Lookout(Map.of("security.protocol", protocol), servers);
    }

    private String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void serve(Manner manner) {
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept();
                        var in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
                        var out = new DataOutputStream(socket.getOutputStream())) {
                    manner.serve(in, out);
                } catch (IOException hungUp) {
                    // the next one
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Answers both questions, and names a node where nobody listens. */
    private static void kafka(DataInputStream in, DataOutputStream out) throws IOException {
        request(in);
        answer(out, new byte[6]);
        request(in);
        var nodes = new java.io.ByteArrayOutputStream();
        var body = new DataOutputStream(nodes);
        body.writeInt(1);
        body.writeInt(7);
        body.writeUTF("127.0.0.1");
        body.writeInt(1);
        body.writeShort(-1);
        answer(out, nodes.toByteArray());
    }

    private static int request(DataInputStream in) throws IOException {
        byte[] request = in.readNBytes(in.readInt());
        return request[1];
    }

    private static void answer(DataOutputStream out, byte[] body) throws IOException {
        out.writeInt(Integer.BYTES + body.length);
        out.writeInt(0x6b61666b);
        out.write(body);
    }
}
