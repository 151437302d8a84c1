package science.pipeline.systemtest.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Key stores and trust stores, made with the JDK's keytool. Each is a PKCS12 file with the password {@value #PASSWORD}.
 */
public final class Certificates {

    static final String PASSWORD = "changeit";

    private static final String KEYTOOL =
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    private static final String HERE = "san=ip:127.0.0.1";

    private final Path folder;

    Certificates(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        authority("ours");
        authority("other");
        signed("node", "ours", HERE);
        signed("node-renewed", "ours", HERE);
        signed("node-of-another-authority", "other", HERE);
        signed("node-expired", "ours", HERE, "-startdate", "-20d", "-validity", "10");
        signed("node-elsewhere", "ours", "san=dns:elsewhere.example.org");
        signed("client", "ours", "ku=digitalSignature");
        signed("client-renewed", "other", "ku=digitalSignature");
    }

    /** A file by its name, without the ending. */
    Path store(String name) {
        return folder.resolve(name + ".p12");
    }

    /** Puts a copy in the place of a file, at once. */
    void put(String name, Path place) {
        try {
            Path copy = place.resolveSibling(place.getFileName() + ".new");
            Files.copy(store(name), copy, StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A trust store that holds these authorities alone. */
    Path trust(String name, String... authorities) {
        for (String authority : authorities) {
            run("-importcert", "-noprompt", "-alias", authority, "-file", pem(authority), "-keystore", file(name));
        }
        return store(name);
    }

    private void authority(String name) {
        run(
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-ext",
                "bc:c",
                "-validity",
                "100",
                "-keystore",
                file(name));
        run("-exportcert", "-rfc", "-alias", name, "-file", pem(name), "-keystore", file(name));
    }

    private void signed(String name, String authority, String extension, String... validity) {
        run("-genkeypair", "-alias", "mine", "-dname", "CN=" + name, "-keyalg", "EC", "-keystore", file(name));
        run("-certreq", "-alias", "mine", "-file", pem(name) + ".csr", "-keystore", file(name));
        List<String> sign = new ArrayList<>(List.of(
                "-gencert",
                "-rfc",
                "-alias",
                authority,
                "-ext",
                extension,
                "-infile",
                pem(name) + ".csr",
                "-outfile",
                pem(name),
                "-keystore",
                file(authority)));
        sign.addAll(validity.length == 0 ? List.of("-validity", "100") : List.of(validity));
        run(sign.toArray(String[]::new));
        run("-importcert", "-noprompt", "-alias", authority, "-file", pem(authority), "-keystore", file(name));
        run("-importcert", "-noprompt", "-alias", "mine", "-file", pem(name), "-keystore", file(name));
    }

    private String file(String name) {
        return store(name).toString();
    }

    private String pem(String name) {
        return folder.resolve(name + ".pem").toString();
    }

    private static void run(String... arguments) {
        List<String> words = new ArrayList<>(List.of(KEYTOOL, "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        words.addAll(List.of(arguments));
        words.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
        Command.run(words.toArray(String[]::new)).expectSuccess();
    }
}
