package dev.headroom.jobs.dbscheduler.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** An agent that moves the clock of its JVM: all that asks for the time of day is told another one. */
public final class SkewedClock implements ClassFileTransformer {

    private static final String PROPERTY = "clock.skew.seconds";

    private SkewedClock() {}

    /**
     * Options of a JVM whose clock is wrong.
     *
     * @param seconds by which it is ahead
     * @param directory for a file that the JVM needs
     * @return options
     * @throws UncheckedIOException if the file cannot be written
     */
    static List<String> options(long seconds, Path directory) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", SkewedClock.class.getName());
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        Path agent = directory.resolve("clock" + seconds + ".jar");
        try {
            new JarOutputStream(Files.newOutputStream(agent), manifest).close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return List.of("-javaagent:" + agent, "-D" + PROPERTY + "=" + seconds);
    }

    /**
     * Called by the JVM.
     *
     * @param arguments none
     * @param instrumentation of this JVM
     * @throws UnmodifiableClassException never
     */
    public static void premain(String arguments, Instrumentation instrumentation) throws UnmodifiableClassException {
        instrumentation.addTransformer(new SkewedClock(), true);
        instrumentation.retransformClasses(Clock.class);
    }

    /**
     * Stands in for that of the system.
     *
     * @return milliseconds since 1970, by the wrong clock
     */
    public static long milliseconds() {
        return Instant.now().toEpochMilli();
    }

    @Override
    public byte @Nullable [] transform(
            ClassLoader loader, String name, Class<?> before, ProtectionDomain domain, byte[] code) {
        boolean asks = name.startsWith("dev/headroom/jobs/") || name.startsWith("com/github/kagkarlsson/");
        if (!asks && !name.equals("java/time/Clock")) {
            return null;
        }
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Skew(writer, asks), 0);
        return writer.toByteArray();
    }

    /** Has methods ask for another time. */
    private static final class Skew extends ClassVisitor {

        private final boolean asks;

        Skew(ClassVisitor next, boolean asks) {
            super(Opcodes.ASM9, next);
            this.asks = asks;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            if (asks) {
                return new Milliseconds(next);
            }
            return name.equals("currentInstant") ? new Instants(next) : next;
        }
    }

    /** Of what returns the time. */
    private static final class Instants extends MethodVisitor {

        Instants(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.ARETURN) {
                super.visitLdcInsn(PROPERTY);
                call(Opcodes.INVOKESTATIC, "java/lang/Long", "getLong", "(Ljava/lang/String;)Ljava/lang/Long;");
                call(Opcodes.INVOKEVIRTUAL, "java/lang/Long", "longValue", "()J");
                call(Opcodes.INVOKEVIRTUAL, "java/time/Instant", "plusSeconds", "(J)Ljava/time/Instant;");
            }
            super.visitInsn(opcode);
        }

        private void call(int opcode, String owner, String name, String descriptor) {
            super.visitMethodInsn(opcode, owner, name, descriptor, false);
        }
    }

    /** Of what asks for milliseconds. */
    private static final class Milliseconds extends MethodVisitor {

        Milliseconds(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (owner.equals("java/lang/System") && name.equals("currentTimeMillis")) {
                String skewed = SkewedClock.class.getName().replace('.', '/');
                super.visitMethodInsn(opcode, skewed, "milliseconds", descriptor, false);
            } else {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            }
        }
    }
}
