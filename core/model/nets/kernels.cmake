# One object library per instruction set; the program chooses at run time. -ffp-contract lets the compiler fuse multiply
# and add, which ISO C++ mode turns off.
function(seisdesk_kernels isa lanes rows)
  add_library(core_model_kernels_${isa} OBJECT nets/cpu_kernels.cpp nets/sequence_kernels.cpp)
  target_link_libraries(core_model_kernels_${isa} PRIVATE seisdesk_rules)
  target_compile_definitions(core_model_kernels_${isa} PRIVATE SEISDESK_ISA=${isa} SEISDESK_LANES=${lanes} SEISDESK_ROWS=${rows})
  target_compile_options(core_model_kernels_${isa} PRIVATE -O3 -ffp-contract=fast ${ARGN})
  target_sources(core_model PRIVATE $<TARGET_OBJECTS:core_model_kernels_${isa}>)
endfunction()

seisdesk_kernels(generic 4 4)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  seisdesk_kernels(avx2 8 4 -mavx2 -mfma)
  seisdesk_kernels(avx512 16 8 -mavx512f -mavx512bw -mavx512dq -mavx512vl -mfma -mprefer-vector-width=512)
endif()
