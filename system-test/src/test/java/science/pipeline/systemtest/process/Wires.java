package science.pipeline.systemtest.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Connections to one port that can be cut, all at once: whoever comes again has to say anew who it is. */
final class Wires implements AutoCloseable {

    private final ServerSocket entry;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** @param port where the connections lead to */
    Wires(int port) {
        this.port = port;
        try {
            entry = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        background(this::connect, "wires-" + port);
    }

    /** Where they begin. */
    int port() {
        return entry.getLocalPort();
    }

    void cut() {
        open.forEach(Wires::hangUp);
    }

    private void connect() {
        while (!entry.isClosed()) {
            try {
                Socket here = entry.accept();
                try {
                    Socket there = new Socket(InetAddress.getLoopbackAddress(), port);
                    open.add(here);
                    open.add(there);
                    background(() -> carry(here, there), "wire");
                    background(() -> carry(there, here), "wire");
                } catch (IOException nobodyThere) {
                    hangUp(here);
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void carry(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException cut) {
            // both ends go
        }
        hangUp(from);
        hangUp(to);
        open.remove(from);
        open.remove(to);
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // it is closed
        }
    }

    private static void background(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entry.close();
        } catch (IOException gone) {
            // it is closed
        }
        cut();
    }
}
