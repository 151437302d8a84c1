package science.pipeline.benchmarks.endtoend;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What stands on the command line: {@code --name=value}, each with a default. */
final class Options {

    private final Map<String, String> values;

    /** @param defaults every option there is */
    Options(String[] arguments, Map<String, String> defaults) {
        values = new LinkedHashMap<>(defaults);
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = argument.startsWith("--") && equals > 2 ? argument.substring(2, equals) : "";
            if (!defaults.containsKey(name)) {
                throw new InvalidOption("found '" + argument + "', expected --NAME=VALUE with one of the names "
                        + String.join(", ", new TreeSet<>(defaults.keySet())));
            }
            values.put(name, argument.substring(equals + 1));
        }
    }

    String text(String name) {
        return values.getOrDefault(name, "");
    }

    List<String> list(String name) {
        return Arrays.stream(text(name).split(","))
                .filter(word -> !word.isBlank())
                .toList();
    }

    long number(String name) {
        try {
            return Long.parseLong(text(name).replace("_", ""));
        } catch (NumberFormatException wrong) {
            throw new InvalidOption("--" + name + ": found '" + text(name) + "', expected an integer");
        }
    }

    boolean isSet(String name) {
        return Boolean.parseBoolean(text(name));
    }
}
