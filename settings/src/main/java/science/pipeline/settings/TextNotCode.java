package science.pipeline.settings;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * <code>#{…}</code> in a value is text. Spring would run it as a program wherever an annotation names a key, and
 * nothing here is written in that language.
 */
final class TextNotCode implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        // Spring sets its own resolver right before these are called, and asks for it right after.
        context.addBeanFactoryPostProcessor(factory -> factory.setBeanExpressionResolver((text, evaluation) -> text));
    }
}
