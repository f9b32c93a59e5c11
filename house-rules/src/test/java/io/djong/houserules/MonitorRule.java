package io.djong.houserules;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rule 6: no monitor, no `Object.wait`, and nothing that parks inside a map's `compute`. A virtual thread that parks
/// while it holds a monitor or a bin of a ConcurrentHashMap stops others in an order that no seed replays.
///
/// Read from the class file: ArchUnit does not see monitors.
final class MonitorRule {
    private static final Set<String> COMPUTE = Set.of("compute", "computeIfAbsent", "computeIfPresent", "merge");
    private static final Set<String> PARKING = Set.of(
            "java/util/concurrent/locks/Lock.lock",
            "java/util/concurrent/locks/Lock.lockInterruptibly",
            "java/util/concurrent/locks/ReentrantLock.lock",
            "java/util/concurrent/locks/ReentrantLock.lockInterruptibly",
            "java/util/concurrent/locks/Condition.await",
            "java/util/concurrent/locks/LockSupport.park",
            "java/util/concurrent/CountDownLatch.await",
            "java/util/concurrent/Semaphore.acquire",
            "java/util/concurrent/BlockingQueue.put",
            "java/util/concurrent/BlockingQueue.take",
            "java/util/concurrent/Future.get",
            "java/util/concurrent/CompletableFuture.get",
            "java/util/concurrent/CompletableFuture.join",
            "java/lang/Thread.sleep",
            "java/lang/Thread.join");

    private MonitorRule() {}

    /// One sentence per violation in the class file.
    static List<String> violations(byte[] classFile) {
        var model = ClassFile.of().parse(classFile);
        var found = new ArrayList<String>();
        var methods = new HashMap<String, MethodModel>();
        for (MethodModel method : model.methods()) {
            methods.put(key(method), method);
        }
        for (MethodModel method : model.methods()) {
            var where = model.thisClass().asInternalName().replace('/', '.') + "."
                    + method.methodName().stringValue();
            if (method.flags().has(AccessFlag.SYNCHRONIZED)) {
                found.add(where + " is synchronized");
            }
            method.code().ifPresent(code -> inspect(model, methods, code, where, found));
        }
        return found;
    }

    private static void inspect(
            ClassModel model, Map<String, MethodModel> methods, CodeModel code, String where, List<String> found) {
        @Nullable String lambda = null;
        for (CodeElement element : code) {
            switch (element) {
                case MonitorInstruction monitor
                when monitor.opcode() == Opcode.MONITORENTER -> found.add(where + " enters a monitor");
                case InvokeDynamicInstruction dynamic -> lambda = lambdaBody(dynamic);
                case InvokeInstruction call -> {
                    var owner = call.owner().asInternalName();
                    var name = call.name().stringValue();
                    if (owner.equals("java/lang/Object") && name.equals("wait")) {
                        found.add(where + " waits on a monitor");
                    }
                    if (owner.endsWith("ConcurrentHashMap") && COMPUTE.contains(name) && lambda != null) {
                        var parking = parksIn(model, methods, lambda, new HashSet<>());
                        if (parking != null) {
                            found.add(where + " calls " + parking + " inside ConcurrentHashMap." + name);
                        }
                        lambda = null;
                    }
                }
                default -> {}
            }
        }
    }

    private static @Nullable String lambdaBody(InvokeDynamicInstruction dynamic) {
        for (var argument : dynamic.bootstrapArgs()) {
            if (argument instanceof DirectMethodHandleDesc handle) {
                return handle.methodName() + handle.lookupDescriptor();
            }
        }
        return null;
    }

    /// The first parking call that the method makes, itself or through methods of the same class.
    private static @Nullable String parksIn(
            ClassModel model, Map<String, MethodModel> methods, String method, Set<String> seen) {
        var body = methods.get(method);
        if (body == null || !seen.add(method) || body.code().isEmpty()) {
            return null;
        }
        for (CodeElement element : body.code().get()) {
            if (element instanceof InvokeInstruction call) {
                var name = call.owner().asInternalName() + "." + call.name().stringValue();
                if (PARKING.contains(name)) {
                    return name.replace('/', '.');
                }
                if (call.owner().asInternalName().equals(model.thisClass().asInternalName())) {
                    var deeper = parksIn(
                            model,
                            methods,
                            call.name().stringValue() + call.type().stringValue(),
                            seen);
                    if (deeper != null) {
                        return deeper;
                    }
                }
            }
        }
        return null;
    }

    private static String key(MethodModel method) {
        return method.methodName().stringValue() + method.methodType().stringValue();
    }
}
