package science.pipeline.chassis.kafka;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.kafka.common.Node;

/**
 * Asks one address of Kafka with a bare socket. Kafka's clients only say that no answer came in time; who listens
 * there, if anybody, and how it wants to be spoken to is found out here.
 *
 * @param host name or number
 */
record Doorbell(String host, int port) {

    /** @param words what is the matter there, for a sentence; empty for {@link Kind#PLAIN} */
    record Answer(Kind kind, String words, List<Node> nodes) {

        static Answer of(Kind kind, String words) {
            return new Answer(kind, words, List.of());
        }
    }

    enum Kind {
        /** The name stands for no address. */
        NO_NAME,
        /** Nobody opens. */
        CLOSED,
        /** Somebody opens, and says nothing that Kafka would say. */
        NO_KAFKA,
        TLS,
        /** Kafka without TLS, which first wants to know who asks. */
        SASL,
        /** Kafka without TLS; if it was asked for them, it has named its nodes. */
        PLAIN
    }

    private static final int PATIENCE_MILLIS = 1000;
    private static final short API_VERSIONS = 18;
    private static final short METADATA = 3;
    private static final short METADATA_VERSION = 1;
    private static final int CORRELATION = 0x6b61666b;
    private static final int LONGEST_ANSWER = 1 << 20;

    /** Whether anybody opens; empty words if so. */
    Answer knock() {
        try {
            open().close();
            return Answer.of(Kind.PLAIN, "");
        } catch (IOException closed) {
            return notOpened(closed);
        }
    }

    /**
     * How whoever listens wants to be spoken to.
     *
     * @param anonymous whether to ask for the nodes too, without saying who asks
     */
    Answer ring(boolean anonymous) {
        try (Socket socket = open()) {
            return speak(socket, anonymous);
        } catch (IOException closed) {
            return notOpened(closed);
        }
    }

    private Socket open() throws IOException {
        Socket socket = new Socket();
        try {
            InetAddress address = InetAddress.getByName(host);
            socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket;
        } catch (IOException closed) {
            socket.close();
            throw closed;
        }
    }

    private Answer notOpened(IOException closed) {
        if (closed instanceof UnknownHostException) {
            return Answer.of(Kind.NO_NAME, "the name " + host + " stands for no address");
        }
        String why = closed instanceof SocketTimeoutException ? "no answer within a second" : closed.getMessage();
        return Answer.of(Kind.CLOSED, "nobody listens there (" + why + ")");
    }

    private Answer speak(Socket socket, boolean anonymous) {
        try {
            ask(socket, API_VERSIONS, (short) 0, new byte[0]);
        } catch (IOException hungUp) {
            return speaksTls()
                    ? Answer.of(Kind.TLS, "that port speaks TLS")
                    : Answer.of(Kind.NO_KAFKA, noKafka(hungUp));
        }
        if (!anonymous) {
            return Answer.of(Kind.PLAIN, "");
        }
        try {
            byte[] noTopics = new byte[Integer.BYTES];
            return new Answer(Kind.PLAIN, "", nodes(ask(socket, METADATA, METADATA_VERSION, noTopics)));
        } catch (IOException hungUp) {
            return Answer.of(Kind.SASL, "that port wants a user and a password (SASL)");
        }
    }

    private static String noKafka(IOException hungUp) {
        return hungUp instanceof SocketTimeoutException
                ? "something listens there, and does not answer"
                : "something listens there that is no Kafka";
    }

    /** Sends a request and gives what follows the answer's correlation number. */
    private static DataInputStream ask(Socket socket, short what, short version, byte[] body) throws IOException {
        ByteBuffer request = ByteBuffer.allocate(14 + body.length);
        request.putInt(request.capacity() - Integer.BYTES);
        request.putShort(what).putShort(version).putInt(CORRELATION);
        request.putShort((short) -1).put(body);
        socket.getOutputStream().write(request.array());
        DataInputStream answer = new DataInputStream(socket.getInputStream());
        int length = answer.readInt();
        if (length < Integer.BYTES || length > LONGEST_ANSWER || answer.readInt() != CORRELATION) {
            throw new IOException("found no answer of Kafka");
        }
        byte[] rest = answer.readNBytes(length - Integer.BYTES);
        return new DataInputStream(new ByteArrayInputStream(rest));
    }

    private static List<Node> nodes(DataInputStream metadata) throws IOException {
        List<Node> nodes = new ArrayList<>();
        for (int left = metadata.readInt(); left > 0; left--) {
            nodes.add(new Node(metadata.readInt(), text(metadata), metadata.readInt()));
            text(metadata); // its rack
        }
        return nodes;
    }

    private static String text(DataInputStream answer) throws IOException {
        short length = answer.readShort();
        return length < 0 ? "" : new String(answer.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Whatever the certificate is worth: that one is shown is enough. */
    private boolean speaksTls() {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (Socket plain = open();
                SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true)) {
            socket.startHandshake();
            return true;
        } catch (SSLException refused) {
            return !(refused.getCause() instanceof EOFException)
                    && !String.valueOf(refused.getMessage()).contains("Unsupported or unrecognized");
        } catch (IOException hungUp) {
            return false;
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
