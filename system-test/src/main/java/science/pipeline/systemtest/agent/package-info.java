/**
 * What happens inside a process under test: it ends or freezes at a named point, or carries a bug on purpose. A Java
 * agent, loaded by {@code -javaagent}, rather than changed copies of classes on the loader path: it names the methods
 * it trips on, so the code under test is the code that ships, byte for byte up to the point. May import ByteBuddy; the
 * code under test is reached by reflection.
 */
@NullMarked
package science.pipeline.systemtest.agent;

import org.jspecify.annotations.NullMarked;
