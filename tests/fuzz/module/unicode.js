1var é = "ü\u{1F600}💩", { ñ, "ключ": значение = /é+|\u00e9/u } = { ñ: 1 };
var 变量 = tag`é${é}ü`; function ünï(ö = é) { return ö.é + `é` } // é
a = b
/ 1 / c; <div é="ü">{é} té <b.c {...d} /></div>; x = y
(z) ; i
++j; async
() => 1; let
yield; a <!-- b
--> c
