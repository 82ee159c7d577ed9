package dev.headroom.fetch;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans for classes whose bytecode Hibernate's build plugins would have enhanced; here a class loader does it. */
@EachDatabase
class EnhancedClassesTest {

    /** One for all databases, so that each class is enhanced once. */
    private static final EnhancingLoader LOADER = new EnhancingLoader();

    @Parameter
    Enhanced enhanced;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "joinsAndSelectsWhatIsNamed",
                "loadsIntoReferencesThatAreThere",
                "leavesAnInverseOneToOneForLater",
                "joinsAnInverseOneToOneThatIsNamed",
                "loadsAnInverseOneToOneOfEntitiesThatAreThere",
                "refusesReferencesOfAnotherSession",
                "refusesToWatchThem"
            })
    void works(String scenario) throws Throwable {
        enhanced.run(scenario);
    }

    /** The scenarios as a class loader of their own sees them. */
    static final class Enhanced implements Closeable {

        private final Closeable scenarios;

        Enhanced(Database database) throws Exception {
            Class<?> enhanced = LOADER.loadClass(EnhancedScenarios.class.getName());
            scenarios = (Closeable) enhanced.getConstructor(Database.class).newInstance(database);
        }

        void run(String scenario) throws Throwable {
            try {
                scenarios.getClass().getMethod(scenario).invoke(scenarios);
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        }

        @Override
        public void close() throws IOException {
            scenarios.close();
        }
    }

    private static final class EnhancingLoader extends ClassLoader {

        private final Enhancer enhancer;

        EnhancingLoader() {
            super(EnhancedScenarios.class.getClassLoader());
            DefaultEnhancementContext context = new DefaultEnhancementContext() {
                @Override
                public ClassLoader getLoadingClassLoader() {
                    return EnhancedScenarios.class.getClassLoader();
                }
            };
            enhancer = BytecodeProviderInitiator.buildDefaultBytecodeProvider().getEnhancer(context);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(EnhancedScenarios.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? enhanced(name) : loaded;
            }
        }

        private Class<?> enhanced(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    // What Hibernate generates beside them.
                    return super.loadClass(name, false);
                }
                byte[] plain = file.readAllBytes();
                byte[] enhanced = enhancer.enhance(name, plain);
                byte[] bytes = enhanced == null ? plain : enhanced;
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
