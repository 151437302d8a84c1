package science.pipeline.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LiteralTest {

    private static final int LONGEST = 40;

    private final Random random = new Random(7);

    @Test
    void standsWhereAllOfItsBytesDo() {
        for (int length = 1; length <= LONGEST; length++) {
            String text = letters(length);
            int at = random.nextInt(20);
            byte[] document = (letters(at) + text + letters(random.nextInt(20))).getBytes(US_ASCII);

            assertThat(new Literal(text).stands(document, at)).as(text).isTrue();
        }
    }

    @Test
    void doesNotStandWhereOneByteDiffers() {
        for (int length = 1; length <= LONGEST; length++) {
            String text = letters(length);
            int at = random.nextInt(20);
            for (int different = 0; different < length; different++) {
                byte[] document = (letters(at) + text + letters(20)).getBytes(US_ASCII);
                document[at + different] ^= 1;

                assertThat(new Literal(text).stands(document, at))
                        .as(text + " at " + at + " in " + new String(document, US_ASCII))
                        .isFalse();
            }
        }
    }

    @Test
    void doesNotStandWhereTheDocumentEndsBeforeIt() {
        for (int length = 1; length <= LONGEST; length++) {
            String text = letters(length);
            byte[] document = text.substring(0, length - 1).getBytes(US_ASCII);

            assertThat(new Literal(text).stands(document, 0)).as(text).isFalse();
            assertThat(new Literal(text).stands(document, document.length))
                    .as(text)
                    .isFalse();
            assertThat(new Literal(text).stands(document, 1000)).as(text).isFalse();
        }
    }

    private String letters(int count) {
        return random.ints(count, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
