;; A stand-in for the engine of the search: it keeps what it is given and answers in the engine's protocol. What a query
;; does is told by its first letter, which is byte 10 of the request, {"query":"…
;;
;;   t  traps, unless nothing was asked of this instance before      T  always traps
;;   e  answers an error                                             l  asks for piece 0 for ever
;;   n  asks for piece 7                                             p  asks for piece 1234
;;   anything else asks for pieces 0 and 1
;;
;; Once the pieces are there: {"done":{"total":SEARCHES,"index":"CATALOG","piece":"HEX","request":REQUEST}}, HEX being
;; the first 256 bytes of the piece inserted last.
(module
  (memory (export "memory") 2)
  ;; 0: what pieces are there, a byte each (up to 2047)   2048: the piece   2304: the catalog   12288: output   65536: input
  (global $searches (mut i32) (i32.const 0))
  (global $catalog (mut i32) (i32.const 0))
  (global $piece (mut i32) (i32.const 0))
  (global $end (mut i32) (i32.const 12288))

  (data (i32.const 10000) "{\"ok\":true}")
  (data (i32.const 10020) "{\"error\":\"told so\"}")
  (data (i32.const 10050) "{\"need\":[0,1]}")
  (data (i32.const 10070) "{\"need\":[0]}")
  (data (i32.const 10090) "{\"need\":[7]}")
  (data (i32.const 10110) "{\"need\":[1234]}")
  (data (i32.const 10130) "{\"done\":{\"total\":")
  (data (i32.const 10150) ",\"index\":\"")
  (data (i32.const 10170) "\",\"piece\":\"")
  (data (i32.const 10190) "\",\"request\":")
  (data (i32.const 10210) "}}")
  (data (i32.const 10220) "0123456789abcdef")

  (func $put (param $from i32) (param $length i32)
    (memory.copy (global.get $end) (local.get $from) (local.get $length))
    (global.set $end (i32.add (global.get $end) (local.get $length))))
  (func $byte (param $byte i32)
    (i32.store8 (global.get $end) (local.get $byte))
    (global.set $end (i32.add (global.get $end) (i32.const 1))))
  (func $length (result i32) (i32.sub (global.get $end) (i32.const 12288)))
  (func $say (param $from i32) (param $length i32) (result i32)
    (call $put (local.get $from) (local.get $length))
    (call $length))
  (func $there (param $piece i32) (result i32) (i32.load8_u (local.get $piece)))

  (func (export "format") (result i32) (i32.const FORMAT))
  (func (export "output") (result i32) (i32.const 12288))
  ;; Grows as little as it can, so that the memory moves often.
  (func (export "input") (param $length i32) (result i32)
    (local $missing i32)
    (global.set $end (i32.const 12288))
    (local.set $missing (i32.sub
      (i32.add (i32.const 65536) (local.get $length))
      (i32.mul (memory.size) (i32.const 65536))))
    (if (i32.gt_s (local.get $missing) (i32.const 0))
      (then (drop (memory.grow (i32.add (i32.div_s (local.get $missing) (i32.const 65536)) (i32.const 1))))))
    (i32.const 65536))
  ;; The catalog begins with a word of its own; one that begins with `x` is refused.
  (func (export "open") (param $length i32) (result i32)
    (if (i32.eq (i32.load8_u (i32.const 65536)) (i32.const 120))
      (then (return (call $say (i32.const 10020) (i32.const 19)))))
    (loop $word
      (i32.store8 (i32.add (i32.const 2304) (global.get $catalog)) (i32.load8_u (i32.add (i32.const 65536) (global.get $catalog))))
      (global.set $catalog (i32.add (global.get $catalog) (i32.const 1)))
      (br_if $word (i32.gt_u (i32.load8_u (i32.add (i32.const 65536) (global.get $catalog))) (i32.const 32))))
    (call $say (i32.const 10000) (i32.const 11)))
  (func (export "insert") (param $piece i32) (param $length i32) (result i32)
    (i32.store8 (local.get $piece) (i32.const 1))
    (global.set $piece (select (local.get $length) (i32.const 256) (i32.lt_u (local.get $length) (i32.const 256))))
    (memory.copy (i32.const 2048) (i32.const 65536) (global.get $piece))
    (call $say (i32.const 10000) (i32.const 11)))
  (func (export "search") (param $length i32) (result i32)
    (local $letter i32) (local $i i32)
    (local.set $letter (i32.load8_u (i32.const 65546)))
    (if (i32.eq (local.get $letter) (i32.const 84)) (then (unreachable)))
    (if (i32.and (i32.eq (local.get $letter) (i32.const 116)) (i32.gt_u (global.get $searches) (i32.const 0))) (then (unreachable)))
    (if (i32.eq (local.get $letter) (i32.const 101)) (then (return (call $say (i32.const 10020) (i32.const 19)))))
    (if (i32.eq (local.get $letter) (i32.const 108)) (then (return (call $say (i32.const 10070) (i32.const 12)))))
    (if (i32.and (i32.eq (local.get $letter) (i32.const 110)) (i32.eqz (call $there (i32.const 7))))
      (then (return (call $say (i32.const 10090) (i32.const 12)))))
    (if (i32.and (i32.eq (local.get $letter) (i32.const 112)) (i32.eqz (call $there (i32.const 1234))))
      (then (return (call $say (i32.const 10110) (i32.const 15)))))
    (if (i32.and
          (i32.and (i32.ne (local.get $letter) (i32.const 110)) (i32.ne (local.get $letter) (i32.const 112)))
          (i32.eqz (i32.and (call $there (i32.const 0)) (call $there (i32.const 1)))))
      (then (return (call $say (i32.const 10050) (i32.const 14)))))
    (global.set $searches (i32.add (global.get $searches) (i32.const 1)))
    (call $put (i32.const 10130) (i32.const 17))
    (if (i32.gt_u (global.get $searches) (i32.const 9))
      (then (call $byte (i32.add (i32.const 48) (i32.div_u (global.get $searches) (i32.const 10))))))
    (call $byte (i32.add (i32.const 48) (i32.rem_u (global.get $searches) (i32.const 10))))
    (call $put (i32.const 10150) (i32.const 10))
    (call $put (i32.const 2304) (global.get $catalog))
    (call $put (i32.const 10170) (i32.const 11))
    (block $written
      (loop $next
        (br_if $written (i32.ge_u (local.get $i) (global.get $piece)))
        (call $byte (i32.load8_u (i32.add (i32.const 10220) (i32.shr_u (i32.load8_u (i32.add (i32.const 2048) (local.get $i))) (i32.const 4)))))
        (call $byte (i32.load8_u (i32.add (i32.const 10220) (i32.and (i32.load8_u (i32.add (i32.const 2048) (local.get $i))) (i32.const 15)))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $next)))
    (call $put (i32.const 10190) (i32.const 12))
    (call $put (i32.const 65536) (local.get $length))
    (call $say (i32.const 10210) (i32.const 2))))
