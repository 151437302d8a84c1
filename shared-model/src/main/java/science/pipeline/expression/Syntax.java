package science.pipeline.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text to the parser's tree, and what the parser has to say against it in the words of this project. */
final class Syntax {

    /** How deep parentheses, calls and chains of operators go before the parser gives up. */
    private static final int DEPTH = 250;

    private static final CelParser PARSER = CelParserFactory.standardCelParserBuilder()
            // Fields may be called loop or package.
            .setOptions(CelOptions.current()
                    .enableReservedIds(false)
                    .maxExpressionCodePointSize(Expression.LENGTH)
                    .maxParseRecursionDepth(DEPTH)
                    .build())
            .build();

    private static final Pattern TOKEN = Pattern.compile(
            "[\\p{L}_][\\p{L}\\p{N}_]*|[0-9.]+|[=<>!&|*^]+|\"[^\"]{0,40}|'[^']{0,40}|.", Pattern.DOTALL);

    /** A text behind which a value must stand. */
    private static final Pattern OPENS = Pattern.compile("(?s)(.*[-+*/%<>=!&|?:,(\\[])?\\s*");

    private static final String OPERAND = "a number, a name, a function or (";

    /** What other languages write, and how it is written here. */
    private static final Map<String, String> HINTS = Map.of(
            "=", "==",
            "===", "==",
            "<>", "!=",
            "&", "&&",
            "|", "||",
            "^", "pow(x, y)",
            "**", "pow(x, y)",
            "and", "&&",
            "or", "||");

    private Syntax() {}

    static CelAbstractSyntaxTree parse(String text) {
        CelValidationResult result = PARSER.parse(text);
        if (!result.hasError()) {
            try {
                return result.getAst();
            } catch (CelValidationException e) {
                throw new IllegalStateException("BUG: a tree without errors", e);
            }
        }
        throw fault(text, result.getErrors());
    }

    /** The first thing that is wrong; what follows is mostly its consequence. */
    private static ExpressionFault fault(String text, List<CelIssue> issues) {
        CelIssue issue = issues.get(0);
        String message = issue.getMessage();
        if (message.contains("recursion limit")) {
            return new ExpressionFault(
                    place(text, 0),
                    "more than " + DEPTH + " levels",
                    "fewer: give parts a name of their own as quantities");
        }
        int offset = Math.min(
                offset(
                        text,
                        issue.getSourceLocation().getLine(),
                        issue.getSourceLocation().getColumn()),
                text.length());
        Matcher matcher = TOKEN.matcher(text).region(offset, text.length());
        String token = matcher.lookingAt() ? matcher.group() : "";
        String found = token.isEmpty() ? "the end" : "'" + token + "'";
        return new ExpressionFault(place(text, offset), found, expected(text.substring(0, offset), token, message));
    }

    private static String expected(String before, String token, String message) {
        String hint = HINTS.get(token);
        if (hint != null) {
            return hint;
        }
        if (before.strip().endsWith("*") && token.equals("*")) {
            return "pow(x, y) for a power";
        }
        if (before.strip().endsWith("<") && token.startsWith(">")) {
            return "!= for unequal";
        }
        if (before.matches("(?s)(.*\\W)?not\\s+")) {
            return "! instead of not";
        }
        if (token.startsWith("\"") || token.startsWith("'")) {
            return message.startsWith("token") ? "a text with both its quotes in one line" : "an operator before it";
        }
        if (message.startsWith("missing '")) {
            return message.substring("missing ".length(), "missing ')'".length());
        }
        if (message.startsWith("For input string")) {
            return "a whole number within ±9223372036854775807; larger ones have a point or an exponent: 1e20";
        }
        boolean isOperand = message.startsWith("token") ? OPENS.matcher(before).matches() : message.contains("NUM_INT");
        return isOperand ? OPERAND : "an operator or the end";
    }

    /** Where a place of a line is in the whole text. */
    private static int offset(String text, int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        // The parser counts code points.
        int rest = text.codePointCount(start, text.length());
        return text.offsetByCodePoints(start, Math.max(0, Math.min(column, rest)));
    }

    /** A place as people count it. */
    static String place(String text, int offset) {
        int start = text.lastIndexOf('\n', offset - 1) + 1;
        String column = "column " + (text.codePointCount(start, offset) + 1);
        long line = text.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
        return text.indexOf('\n') < 0 ? column : "line " + line + ", " + column;
    }
}
