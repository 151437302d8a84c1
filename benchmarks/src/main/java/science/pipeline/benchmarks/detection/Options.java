package science.pipeline.benchmarks.detection;

import java.util.List;
import java.util.Optional;

/** Arguments of the form {@code --name=value}. */
final class Options {

    private final List<String> arguments;
    private final List<String> known;

    Options(List<String> arguments, List<String> known) {
        this.arguments = arguments;
        this.known = known;
    }

    /** The first argument that is none of the known ones. */
    Optional<String> unknown() {
        return arguments.stream()
                .filter(argument -> known.stream().noneMatch(name -> argument.startsWith("--" + name + "=")))
                .findFirst();
    }

    Optional<String> text(String name) {
        String prefix = "--" + name + "=";
        return arguments.stream()
                .filter(argument -> argument.startsWith(prefix))
                .map(argument -> argument.substring(prefix.length()))
                .findFirst();
    }

    /** Several, separated by commas; none if it is not given. */
    List<String> texts(String name) {
        return text(name).map(value -> List.of(value.split(","))).orElse(List.of());
    }

    long number(String name, long otherwise) {
        return text(name).map(Long::parseLong).orElse(otherwise);
    }
}
